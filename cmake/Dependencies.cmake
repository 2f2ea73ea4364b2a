# Everything the library needs is header-only and private: find it, or say which package brings it.

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
foreach(dependency Boost::headers fmt::fmt-header-only)
  target_include_directories(werdegang_dependencies SYSTEM INTERFACE
    $<TARGET_PROPERTY:${dependency},INTERFACE_INCLUDE_DIRECTORIES>)
endforeach()
target_include_directories(werdegang_dependencies SYSTEM INTERFACE ${WERDEGANG_TOMLPLUSPLUS_INCLUDE_DIR})
target_compile_definitions(werdegang_dependencies INTERFACE
  FMT_HEADER_ONLY=1 TOML_HEADER_ONLY=1 BOOST_ALLOW_DEPRECATED_HEADERS BOOST_ERROR_CODE_HEADER_ONLY)
