#include "werdegang/core/version.hpp"

namespace werdegang {
inline namespace v0 {

std::string_view library_version() noexcept { return version_string; }

}  // namespace v0
}  // namespace werdegang
