#pragma once

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "paths.hpp"

// A folder of its own that is gone afterwards.
class Folder {
 public:
  Folder() {
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("werdegang-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::filesystem::path official(const std::string& name) { return fixture("fixtures/official") / name; }

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The text with the first occurrence of a piece replaced; the piece must be there.
inline std::string replaced(std::string text, const std::string& piece, const std::string& by) {
  return text.replace(text.find(piece), piece.size(), by);
}

// A births table (12612-01-01) around the given lines.
inline std::string births(const std::string& lines) {
  return "GENESIS-Tabelle: 12612-01-01-4\nGeburten: Lebendgeborene nach Geschlecht - Jahressumme -;;;;\nLebendgeborene "
         "(Anzahl);;;;\n"
         ";;;Insgesamt;männlich;weiblich\n" +
         lines + "__________\n\"Anmerkung\"\nStand: 24.02.2018 / 11:43:46\n";
}
