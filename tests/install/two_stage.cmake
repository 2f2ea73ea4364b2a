# A library that uses ours and is installed in its turn; who links it finds ours through it.
include("${CMAKE_CURRENT_LIST_DIR}/functions.cmake")
build("${CMAKE_CURRENT_LIST_DIR}/planner" "${WORK}/planner" "-DCMAKE_PREFIX_PATH=${PREFIX}")
run("${CMAKE_COMMAND}" --install "${WORK}/planner" --config ${CONFIG} --prefix "${WORK}/prefix")
build("${CMAKE_CURRENT_LIST_DIR}/planner/app" "${WORK}/app" "-DCMAKE_PREFIX_PATH=${WORK}/prefix" "-Dwerdegang_ROOT=${PREFIX}")
run("${WORK}/app/app")
same("what the planner's user prints" "${output}" "12.2\n")
