# What the library needs is private, and all but SQLite header-only: find it, or say which package brings it.

function(werdegang_missing name debian homepage)
  message(FATAL_ERROR
    "werdegang needs ${name}, which was not found.\n"
    "  Debian, Ubuntu: apt-get install ${debian}\n"
    "  elsewhere: ${homepage}, then point CMAKE_PREFIX_PATH at it")
endfunction()

find_package(Threads REQUIRED)

find_package(Boost 1.74 CONFIG QUIET)
if(NOT TARGET Boost::headers)
  werdegang_missing("Boost >= 1.74 (headers)" libboost-dev "https://www.boost.org")
endif()

# Without a version: a request for 3.4 would refuse Eigen 5.
find_package(Eigen3 CONFIG QUIET)
if(NOT TARGET Eigen3::Eigen OR Eigen3_VERSION VERSION_LESS 3.4)
  werdegang_missing("Eigen >= 3.4" libeigen3-dev "https://eigen.tuxfamily.org")
endif()

find_package(fmt 9 CONFIG QUIET)
if(NOT fmt_FOUND)
  find_package(fmt CONFIG QUIET)
endif()
if(NOT TARGET fmt::fmt-header-only OR fmt_VERSION VERSION_LESS 9)
  werdegang_missing("{fmt} >= 9" libfmt-dev "https://fmt.dev")
endif()

find_path(WERDEGANG_TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h DOC "Directory that holds toml++/toml.h")
mark_as_advanced(WERDEGANG_TOMLPLUSPLUS_INCLUDE_DIR)
if(NOT WERDEGANG_TOMLPLUSPLUS_INCLUDE_DIR)
  werdegang_missing("toml++" libtomlplusplus-dev "https://marzer.github.io/tomlplusplus")
endif()

# Include directories only: a link to the targets would show up in the exported static library.
add_library(werdegang_dependencies INTERFACE)
foreach(dependency Boost::headers Eigen3::Eigen fmt::fmt-header-only)
  target_include_directories(werdegang_dependencies SYSTEM INTERFACE
    $<TARGET_PROPERTY:${dependency},INTERFACE_INCLUDE_DIRECTORIES>)
endforeach()
target_include_directories(werdegang_dependencies SYSTEM INTERFACE ${WERDEGANG_TOMLPLUSPLUS_INCLUDE_DIR})
target_compile_definitions(werdegang_dependencies INTERFACE
  FMT_HEADER_ONLY=1 TOML_HEADER_ONLY=1 BOOST_ALLOW_DEPRECATED_HEADERS BOOST_ERROR_CODE_HEADER_ONLY)

# SQLite, for GeoPackages. In the build the archive is preferred, so that the extension module carries it inside.
if(WERDEGANG_GEOPACKAGE)
  find_package(SQLite3 3.24 QUIET)
  if(NOT SQLite3_FOUND)
    werdegang_missing("SQLite >= 3.24 (or -DWERDEGANG_GEOPACKAGE=OFF)" libsqlite3-dev "https://sqlite.org")
  endif()
  find_library(WERDEGANG_SQLITE_ARCHIVE NAMES libsqlite3.a DOC "Static SQLite, compiled position-independent")
  mark_as_advanced(WERDEGANG_SQLITE_ARCHIVE)
  add_library(werdegang_sqlite INTERFACE)
  target_include_directories(werdegang_sqlite SYSTEM INTERFACE ${SQLite3_INCLUDE_DIRS})
  if(WERDEGANG_SQLITE_ARCHIVE)
    target_link_libraries(werdegang_sqlite INTERFACE "${WERDEGANG_SQLITE_ARCHIVE}" ${CMAKE_DL_LIBS})
    if(UNIX AND NOT APPLE)
      target_link_libraries(werdegang_sqlite INTERFACE m)
      # Another SQLite in the same process, such as Python's own, must not be mixed up with ours.
      target_link_options(werdegang_sqlite INTERFACE "LINKER:--exclude-libs,libsqlite3.a")
    endif()
  else()
    target_link_libraries(werdegang_sqlite INTERFACE SQLite::SQLite3)
  endif()
endif()
