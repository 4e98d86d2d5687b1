if(HOTLINE_SANITIZE)
  add_compile_options(-fsanitize=${HOTLINE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${HOTLINE_SANITIZE})
  if(HOTLINE_SANITIZE MATCHES "thread")
    # Asio's headers hold memory fences, which the sanitizer does not follow: g++ warns at each.
    add_compile_options(-Wno-tsan)
  endif()
  if(HOTLINE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-recover=all)
  elseif(HOTLINE_SANITIZE MATCHES "undefined")
    # A null pointer stops the program by itself, and every processor we run on reads unaligned: these two checks at each
    # access cost two fifths of the build.
    add_compile_options(-fno-sanitize-recover=undefined -fno-sanitize=null,alignment)
  endif()
endif()
