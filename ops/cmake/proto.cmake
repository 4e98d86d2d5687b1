# hotline_generate(target FILES...): C++ and gRPC code of the given protos (paths below proto/) as sources of `target`.
find_program(PROTOC protoc REQUIRED)
find_program(GRPC_CPP_PLUGIN grpc_cpp_plugin REQUIRED)

function(hotline_generate target)
  set(out ${CMAKE_BINARY_DIR}/generated/proto)
  file(MAKE_DIRECTORY ${out})
  foreach(file ${ARGN})
    string(REGEX REPLACE "\\.proto$" "" stem ${file})
    set(made ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(plugin "")
    if(stem MATCHES "_service$")
      list(APPEND made ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      set(plugin --plugin=protoc-gen-grpc=${GRPC_CPP_PLUGIN} --grpc_out=${out})
    endif()
    add_custom_command(
      OUTPUT ${made}
      COMMAND ${PROTOC} -I ${CMAKE_SOURCE_DIR}/proto --cpp_out=${out} ${plugin} ${file}
      DEPENDS ${CMAKE_SOURCE_DIR}/proto/${file}
      COMMENT "proto ${file}")
    target_sources(${target} PRIVATE ${made})
  endforeach()
  target_include_directories(${target} SYSTEM PUBLIC ${out})
endfunction()
