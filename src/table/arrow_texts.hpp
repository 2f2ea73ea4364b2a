// Texts of Arrow arrays, one after the other in memory of our own.
#pragma once

#include "arrow_reader.hpp"

namespace werdegang::inline v0::detail {

/// Null, utf8, large utf8 and utf8 views. A null has an empty text.
class TextReader final : public ColumnReader {
 public:
  TextReader(const ArrowType& type, ColumnPlace place);

 private:
  void read(Held<ArrowArray>& array, Rows rows, Marks marks) override;
  Data data() override;
  bool has_validity() const override { return type_.kind != ArrowType::null; }

  template <class Offset>
  void read_offsets(const ArrowArray& array, Rows rows, Marks marks);
  void read_views(const ArrowArray& array, Rows rows, Marks marks);
  void add(std::string_view text);
  /// Checks the rows appended last: `count` texts from byte `first` on.
  void check_encoding(std::size_t first, Index count) const;

  ArrowType type_;
  Growing<std::int64_t> offsets_;
  Growing<char> bytes_;
};

}  // namespace werdegang::inline v0::detail
