# Man pages and completions, installed with the program by `cmake --install`. scripts/portable makes packages.
set(made "${PROJECT_BINARY_DIR}/package")
file(GLOB pages CONFIGURE_DEPENDS docs/commands/*.md docs/es/commands/*.md docs/README.md docs/es/README.md)
add_custom_command(OUTPUT "${made}/share/man/man1/edca.1.gz"
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/stage" "$<TARGET_FILE:edca_program>" "${made}" ${PROJECT_VERSION}
  DEPENDS edca_program ${pages} scripts/make-man scripts/stage VERBATIM)
add_custom_target(edca_package ALL DEPENDS "${made}/share/man/man1/edca.1.gz")
install(DIRECTORY "${made}/share/" DESTINATION "${CMAKE_INSTALL_DATADIR}" COMPONENT program)
