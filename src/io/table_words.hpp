// Names of columns, months and regions in tables of other makers; from catalogue/table_columns.toml.
#pragma once

#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

/// Lower case letters and digits of a name: "Jahr.Monat" -> "jahrmonat".
std::string bare_name(std::string_view name);
/// Whether a column of this name is of the kind "time", "region", "unit", "quality", "value", "variable", ...
bool is_column(std::string_view kind, std::string_view name);
/// 1 to 12; 0 when the name is no month.
int month_of(std::string_view name);
/// A time as the readers of time codes take it: "2022.06" -> "2022-06", "1999/2000" -> "1999/00"; others as they are.
std::string plain_time(std::string_view text);
/// Whether the text is a time: a year from 1800 to 2199, a day, a month, a school year.
bool is_time(std::string_view text);
/// The key of a region by its key or name; empty when it is neither, or more than one region of today has the name.
std::string region_of_text(std::string_view text);

}  // namespace werdegang::inline v0::detail
