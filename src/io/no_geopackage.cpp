#include "werdegang/core/error.hpp"
#include "werdegang/io/geopackage.hpp"

namespace werdegang::inline v0 {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw FormatError(path.string(), 0, "this werdegang was built without GeoPackages (WERDEGANG_GEOPACKAGE=OFF)");
}

}  // namespace

void save_geopackage(const Built<Landscape>&, const std::filesystem::path& path, const Execution&) { refuse(path); }

Built<Landscape> load_geopackage(const std::filesystem::path& path, const Execution&) { refuse(path); }

}  // namespace werdegang::inline v0
