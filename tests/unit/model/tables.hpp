#pragma once

#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

// Tables as a caller hands them over.
inline werdegang::Column text_column(std::string name, const std::vector<std::string>& values) {
  std::vector<std::uint8_t> valid;
  for (const auto& value : values) valid.push_back(!value.empty());
  return {std::move(name), werdegang::Role::text, werdegang::Text::from(values),
          werdegang::Buffer<std::uint8_t>(std::move(valid))};
}

// A negative number stands for null when `nulls` is set.
inline werdegang::Column number_column(std::string name, const std::vector<double>& values, bool nulls = false) {
  std::vector<std::uint8_t> valid;
  for (const double value : values) valid.push_back(!nulls || value >= 0);
  return {std::move(name), werdegang::Role::measure, werdegang::Buffer<double>(std::vector<double>(values)),
          werdegang::Buffer<std::uint8_t>(std::move(valid))};
}
