#include "werdegang/core/version.hpp"

#include <string>

#include "catch.hpp"

TEST_CASE("headers and library are of one version", "[core]") {
  CHECK(werdegang::library_version() == werdegang::version_string);
  CHECK(std::string(werdegang::version_string) == std::to_string(werdegang::version_major) + "." +
                                                      std::to_string(werdegang::version_minor) + "." +
                                                      std::to_string(werdegang::version_patch));
}
