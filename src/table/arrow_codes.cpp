#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include "arrow_texts.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// The stored whole number; one that is negative becomes larger than any size.
std::uint64_t load_position(const void* buffer, Index at, const ArrowType& type) {
  const auto widened = [](auto value) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)); };
  switch (type.width) {
    case 1:
      return type.is_signed ? widened(load<std::int8_t>(buffer, at)) : load<std::uint8_t>(buffer, at);
    case 2:
      return type.is_signed ? widened(load<std::int16_t>(buffer, at)) : load<std::uint16_t>(buffer, at);
    case 4:
      return type.is_signed ? widened(load<std::int32_t>(buffer, at)) : load<std::uint32_t>(buffer, at);
    default:
      return load<std::uint64_t>(buffer, at);
  }
}

/// Arrays that bring dictionaries of their own become codes of one list: the texts of all dictionaries in order.
class DictionaryReader final : public ColumnReader {
 public:
  DictionaryReader(const ArrowType& index, const ArrowType& values, ColumnPlace place)
      : ColumnReader(std::move(place), Role::dimension), index_(index), value_type_(values) {}

 private:
  void read(Held<ArrowArray>& array, Rows rows, Marks marks) override {
    if (!array->dictionary || !array->dictionary->release)
      throw InvalidArgument("an Arrow array without its dictionary", place().text(), "the texts it refers to");
    take_dictionary(Held<ArrowArray>(*array->dictionary));
    const void* positions = buffer_of(*array, 1, true, place().text());
    const auto out = codes_.more(rows.count);
    for (Index i = 0; i < rows.count; ++i) {
      const auto member = valid(marks, i) ? code(positions, rows.first + i, i) : -1;
      out[static_cast<std::size_t>(i)] = member;
      if (member < 0) set_null(i);
    }
  }

  std::int32_t code(const void* positions, Index at, Index i) const {
    const auto position = load_position(positions, at, index_);
    if (position >= members_of_.size())
      throw InvalidArgument("position " + std::to_string(static_cast<std::int64_t>(position)) + " in a dictionary of " +
                                std::to_string(members_of_.size()),
                            row(i), "a position inside it");
    return members_of_[static_cast<std::size_t>(position)];
  }

  /// Chunks of one column mostly repeat their dictionary.
  void take_dictionary(Held<ArrowArray> array) {
    TextReader reader(value_type_, {place().column, "the dictionary of " + place().table});
    const Index size = array->length;
    reader.append(std::move(array), 0, size, {});
    Column dictionary = reader.finish();
    if (known_ && dictionary == *known_) return;
    const auto& texts = std::get<Text>(dictionary.data);
    members_of_.clear();
    for (Index i = 0; i < texts.size(); ++i) members_of_.push_back(dictionary.valid(i) ? member(texts[i]) : -1);
    known_ = std::move(dictionary);
  }

  std::int32_t member(std::string_view text) {
    const auto [at, added] = member_of_.try_emplace(std::string(text), static_cast<std::int32_t>(member_of_.size()));
    if (added) list_->members.push_back({at->first, at->first, at->first, -1, Member::part, {}, {}});
    return at->second;
  }

  Data data() override {
    list_->name = place().column;
    const auto [owner, codes] = codes_.take();
    return Codes{{owner, codes}, std::move(list_)};
  }

  ArrowType index_, value_type_;
  std::optional<Column> known_;
  std::vector<std::int32_t> members_of_;  ///< of the positions of the dictionary at hand
  std::unordered_map<std::string, std::int32_t> member_of_;
  std::shared_ptr<Codelist> list_ = std::make_shared<Codelist>();
  Growing<std::int32_t> codes_;
};

/// Dates and instants as days; the time of day is left out.
class DayReader final : public ColumnReader {
 public:
  DayReader(const ArrowType& type, ColumnPlace place) : ColumnReader(std::move(place), Role::dimension), type_(type) {}

 private:
  void read(Held<ArrowArray>& array, Rows rows, Marks marks) override {
    const void* values = buffer_of(*array, 1, true, place().text());
    const auto out = days_.more(rows.count);
    for (Index i = 0; i < rows.count; ++i) {
      const Index at = rows.first + i;
      const auto stored = [&] { return type_.width == 4 ? load<std::int32_t>(values, at) : load<Index>(values, at); };
      out[static_cast<std::size_t>(i)] = valid(marks, i) ? day(stored(), i) : Day{};
    }
  }

  Day day(Index stored, Index i) const {
    const Index days = stored / type_.units_per_day - (stored % type_.units_per_day < 0 ? 1 : 0);
    if (days < first_day_ || days > last_day_)
      throw InvalidArgument("the day " + std::to_string(days) + " after 1970-01-01", row(i),
                            "a date between the years 1 and 9999");
    return static_cast<Day>(days);
  }

  Data data() override { return Codes::of_days(place().column, days_.view(), marks()); }

  Day first_day_ = to_day({1, 1, 1}), last_day_ = to_day({9999, 12, 31});
  ArrowType type_;
  Growing<Day> days_;
};

}  // namespace

std::unique_ptr<ColumnReader> make_dictionary_reader(const ArrowType& index, const ArrowType& values,
                                                     ColumnPlace place) {
  return std::make_unique<DictionaryReader>(index, values, std::move(place));
}

std::unique_ptr<ColumnReader> make_day_reader(const ArrowType& type, ColumnPlace place) {
  constexpr std::string_view plain[] = {"", "UTC", "Etc/UTC", "GMT", "Z", "+00:00"};
  if (std::ranges::find(plain, type.zone) == std::ranges::end(plain))
    throw InvalidArgument("times in the zone " + std::string(type.zone), place.text(),
                          "dates, or times without a zone or in UTC");
  return std::make_unique<DayReader>(type, std::move(place));
}

}  // namespace werdegang::inline v0::detail
