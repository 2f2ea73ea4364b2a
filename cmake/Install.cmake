include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS werdegang EXPORT werdegangTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT cpp
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT cpp NAMELINK_COMPONENT cpp
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT cpp
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT cpp)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/werdegang)
install(EXPORT werdegangTargets NAMESPACE werdegang:: DESTINATION ${package_dir} COMPONENT cpp)
set(WERDEGANG_CONFIG_NEEDS_SQLITE FALSE)
if(WERDEGANG_GEOPACKAGE AND NOT library_type STREQUAL "SHARED_LIBRARY")
  set(WERDEGANG_CONFIG_NEEDS_SQLITE TRUE)
endif()
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/werdegangConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/werdegangConfig.cmake" INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/werdegangConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/werdegangConfig.cmake" "${PROJECT_BINARY_DIR}/werdegangConfigVersion.cmake"
  DESTINATION ${package_dir} COMPONENT cpp)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT cpp)
