#include "werdegang/core/version.hpp"

namespace werdegang::inline v0 {

std::string_view library_version() noexcept { return version_string; }

}  // namespace werdegang::inline v0
