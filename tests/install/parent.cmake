# As a subdirectory of a project with settings that would harm a careless guest; nothing of ours may show in it.
include("${CMAKE_CURRENT_LIST_DIR}/functions.cmake")
# From nothing, because the project looks at what is new in its cache.
file(REMOVE_RECURSE "${WORK}/fresh" "${WORK}/own")
configure("${CMAKE_CURRENT_LIST_DIR}/parent" "${WORK}/fresh" "-DWERDEGANG_SOURCE=${SOURCE}")

# Unoptimised, and kept for the next time: the library is compiled once more here.
set(CONFIG Debug)
configure("${CMAKE_CURRENT_LIST_DIR}/parent" "${WORK}/build" "-DWERDEGANG_SOURCE=${SOURCE}" -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DWERDEGANG_INSTALL=OFF)
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${WORK}/build/consumer")
message(STATUS "${output}")

run("${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/build" -N)
if(NOT output MATCHES "Total Tests: 1\n")
  message(FATAL_ERROR "the project has one test of its own, but:\n${output}")
endif()
run("${CMAKE_COMMAND}" --install "${WORK}/build" --prefix "${WORK}/own")
file(GLOB_RECURSE own RELATIVE "${WORK}/own" "${WORK}/own/*")
same("what the project installs" "${own}" "bin/consumer")

# The same build with the install rules on is the shared library that other tests use.
run("${CMAKE_COMMAND}" -DWERDEGANG_INSTALL=ON "${WORK}/build")
run("${CMAKE_COMMAND}" --build "${WORK}/build")
install_library("${WORK}/build" "${PREFIX}")
