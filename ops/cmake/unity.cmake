# hotline_unity(target): its files in batches, where HOTLINE_UNITY asks for it. Names in unnamed namespaces then have to differ
# within a folder.
function(hotline_unity target)
  if(NOT HOTLINE_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 9)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # A class with a member of a type from an unnamed namespace: right in a .cpp file, which a batch does not know to be one.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()
