// What the frames of a landscape look like: the one place that names their columns.
#pragma once

#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

enum class ColumnType { key, reference, text, code, region, number, date };

struct ColumnRule {
  std::string_view name;
  ColumnType type;
  std::string_view list = {};  ///< of a code: its code list; of a reference: the frame it points to
  bool required = false;
  bool filled = false;  ///< never missing in a landscape: a kind says what a row does not
};

struct FrameRule {
  std::string_view name, label_de, label_en;
  std::vector<ColumnRule> columns;

  const ColumnRule* find(std::string_view column) const;
};

const std::vector<FrameRule>& frame_rules();
const FrameRule& frame_rule(std::string_view name);

}  // namespace werdegang::inline v0::detail
