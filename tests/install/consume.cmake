# Configures and builds the consumer project the way that WAY names; started by ctest.
file(REMOVE_RECURSE "${WORK}")
set(arguments -G "${GENERATOR}" -S "${CONSUMER}" -B "${WORK}/build"
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_BUILD_TYPE=${CONFIG} -DWAY=${WAY})

if(WAY STREQUAL "find_package")
  execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --config ${CONFIG} --prefix "${WORK}/prefix" --component cpp
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  list(APPEND arguments "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
  set(targets consumer)
  # What we link privately must not be asked of a consumer.
  file(GLOB_RECURSE exported "${WORK}/prefix/*.cmake")
  foreach(file IN LISTS exported)
    file(READ "${file}" text)
    if(text MATCHES "Boost|fmt::|toml|werdegang_(dependencies|warnings|numerics)|${SOURCE}")
      message(FATAL_ERROR "${file} mentions ${CMAKE_MATCH_0}")
    endif()
  endforeach()
else()
  # Compiling the consumer alone shows whether the targets work; building the library again would only take time.
  list(APPEND arguments "-DWERDEGANG_SOURCE=${SOURCE}")
  set(targets consumer_code)
endif()

execute_process(COMMAND "${CMAKE_COMMAND}" ${arguments} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --config ${CONFIG} --target ${targets} COMMAND_ERROR_IS_FATAL ANY)
if(WAY STREQUAL "find_package")
  execute_process(COMMAND "${WORK}/build/consumer" COMMAND_ERROR_IS_FATAL ANY)
endif()
