# Installs the build into a scratch prefix and builds and runs a project that uses find_package(edca).

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE exit)
  if(NOT exit EQUAL 0)
    list(JOIN ARGN " " line)
    message(FATAL_ERROR "exit code ${exit}: ${line}")
  endif()
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/prefix")
run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${SCRATCH}/build"
    "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix" "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_BUILD_TYPE=${BUILD_TYPE}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build")
run("${SCRATCH}/build/consumer")
run("${SCRATCH}/prefix/bin/edca" --version)
