# How our own targets are compiled; nothing of it reaches a consumer.
add_library(werdegang_warnings INTERFACE)
if(NOT PROJECT_IS_TOP_LEVEL)
  # Whatever a parent project wants to be warned of, it is not our sources.
  target_compile_options(werdegang_warnings INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/w,-w>)
elseif(MSVC)
  target_compile_options(werdegang_warnings INTERFACE /W4 /utf-8 /permissive-)
else()
  target_compile_options(werdegang_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
    # GCC 12 reports std::string operator+ (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
endif()
if(WERDEGANG_WARNINGS_AS_ERRORS AND PROJECT_IS_TOP_LEVEL)
  target_compile_options(werdegang_warnings INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()

# The same bits everywhere: no contraction of a*b+c.
add_library(werdegang_numerics INTERFACE)
target_compile_options(werdegang_numerics INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off> $<$<CXX_COMPILER_ID:MSVC>:/fp:precise>)
if(NOT PROJECT_IS_TOP_LEVEL)
  # A parent project may ask for fast mathematics; here NaN and infinity are looked at.
  target_compile_options(werdegang_numerics BEFORE INTERFACE $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-fno-fast-math>)
endif()

add_library(werdegang_sanitizers INTERFACE)
if(WERDEGANG_SANITIZE)
  set(flags -fsanitize=${WERDEGANG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(werdegang_sanitizers INTERFACE ${flags})
  target_link_options(werdegang_sanitizers INTERFACE ${flags})
  # Instrumentation makes GCC see uninitialised values in the standard library.
  target_compile_options(werdegang_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(WERDEGANG_BUILD_FUZZERS)
  target_compile_options(werdegang_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()
