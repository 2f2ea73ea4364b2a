#include "core/embedded.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "catch.hpp"
#include "paths.hpp"

TEST_CASE("the embedded catalogue is the folder, byte for byte", "[core]") {
  const auto root = fixture("..") / "catalogue";
  std::size_t on_disk = 0;
  if (std::filesystem::is_directory(root)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const auto extension = entry.path().extension();
      if (extension == ".toml" || extension == ".csv") ++on_disk;
    }
  }
  const auto files = werdegang::detail::embedded_catalogue();
  CHECK(files.size() == on_disk);
  for (const auto& file : files) {
    INFO(file.path);
    std::ifstream stream(root / file.path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    CHECK((bytes == file.content));
  }
}
