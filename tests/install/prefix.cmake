# The install itself: all public headers, one library, the files of CMake and pkg-config, the licence, nothing else.
include("${CMAKE_CURRENT_LIST_DIR}/functions.cmake")
install_library("${BUILD}" "${PREFIX}")

file(GLOB_RECURSE public RELATIVE "${SOURCE}/include" "${SOURCE}/include/*.hpp")
list(APPEND public werdegang/core/version.hpp werdegang/werdegang.hpp)
file(GLOB_RECURSE installed RELATIVE "${PREFIX}/include" "${PREFIX}/include/*")
list(SORT public)
list(SORT installed)
same("the installed headers" "${installed}" "${public}")

file(GLOB_RECURSE others RELATIVE "${PREFIX}" "${PREFIX}/*")
list(FILTER others EXCLUDE REGEX "^include/")
list(TRANSFORM others REPLACE "^lib(64)?(/[a-z0-9_]+-linux-gnu)?/" "lib/")
list(TRANSFORM others REPLACE "Targets-[a-z]+\\.cmake$" "Targets-<configuration>.cmake")
list(SORT others)
same("the other installed files" "${others}" "lib/cmake/werdegang/werdegangConfig.cmake;\
lib/cmake/werdegang/werdegangConfigVersion.cmake;lib/cmake/werdegang/werdegangTargets-<configuration>.cmake;\
lib/cmake/werdegang/werdegangTargets.cmake;lib/libwerdegang.a;lib/pkgconfig/werdegang.pc;share/doc/werdegang/LICENSE")

# The header of all headers has each of them, once, but those that need somebody else's.
file(READ "${PREFIX}/include/werdegang/werdegang.hpp" umbrella)
foreach(header IN LISTS public)
  string(REGEX MATCHALL "#include \"${header}\"" found "${umbrella}")
  list(LENGTH found times)
  if(header MATCHES "^werdegang/.+/")
    same("${header} in werdegang.hpp" ${times} 1)
  else()
    same("${header} in werdegang.hpp" ${times} 0)
  endif()
endforeach()

# A program may use Eigen with other vector instructions: none of our copies may carry the names of its own.
find_program(NM nm)
file(GLOB archive "${PREFIX}/lib*/libwerdegang.a" "${PREFIX}/lib*/*/libwerdegang.a")
if(NM)
  run("${NM}" -C "${archive}")
  if(output MATCHES "\n[0-9a-f]+ [A-Z] Eigen::[^\n]*")
    message(FATAL_ERROR "${archive} defines${CMAKE_MATCH_0}")
  endif()
endif()
