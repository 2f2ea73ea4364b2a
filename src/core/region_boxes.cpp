#include "region_boxes.hpp"

#include <algorithm>
#include <string_view>

#include "catalogue_file.hpp"

namespace werdegang::inline v0::detail {

const Boxes& catalogue_boxes() {
  static const auto all = [] {
    Boxes read;
    const std::string text = catalogue_file("bounds.csv");
    std::string_view rest = text;
    rest.remove_prefix(rest.find('\n') + 1);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const auto fields = split_csv_line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      read[fields.at(0)] = {std::stod(fields.at(1)), std::stod(fields.at(2)), std::stod(fields.at(3)),
                            std::stod(fields.at(4))};
    }
    return read;
  }();
  return all;
}

}  // namespace werdegang::inline v0::detail
