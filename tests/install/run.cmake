# Installs the build into a scratch prefix, builds the programs of examples/library against it with find_package(edca)
# alone, and compares what they print with what the installed command prints (compare.py).

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE exit)
  if(NOT exit EQUAL 0)
    list(JOIN ARGN " " line)
    message(FATAL_ERROR "exit code ${exit}: ${line}")
  endif()
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/prefix")
run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${ROOT}/examples/library" -B "${SCRATCH}/build"
    "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix" "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_BUILD_TYPE=${BUILD_TYPE}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build")
run("${SCRATCH}/prefix/bin/edca" --version)
run("${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/compare.py" --edca "${SCRATCH}/prefix/bin/edca"
    --programs "${SCRATCH}/build" --root "${ROOT}" --scratch "${SCRATCH}/work")
