# hotline_strict(target): our own code builds without a warning.
function(hotline_strict target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wswitch-enum -Werror
    # g++ 12 sees Asio's coroutine frames, which are recycled, as freed by another allocator.
    -Wno-mismatched-new-delete)
endfunction()
