#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "arrow_reader.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// out[i] = convert(stored value, i) for the rows with a mark, zero for the others.
template <class Stored, class Out, class Convert>
void each(const void* buffer, Rows rows, Marks marks, std::span<Out> out, Convert&& convert) {
  for (Index i = 0; i < rows.count; ++i)
    out[static_cast<std::size_t>(i)] = valid(marks, i) ? convert(load<Stored>(buffer, rows.first + i), i) : Out{};
}

template <class Stored, class Out>
void copy(const void* buffer, Rows rows, Marks marks, std::span<Out> out) {
  each<Stored>(buffer, rows, marks, out, [](Stored value, Index) { return static_cast<Out>(value); });
}

/// IEEE 754 binary16.
double from_half(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 0x1f;
  const int fraction = bits & 0x3ff;
  const double sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
  if (exponent == 31)
    return fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * std::numeric_limits<double>::infinity();
  return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25));
}

/// A truth value is a mark, so that nobody takes it for a key or a count.
template <class Out>
Role role_of(const ArrowType& type) {
  if (type.kind == ArrowType::boolean) return Role::quality;
  return std::is_same_v<Out, Index> ? Role::count : Role::measure;
}

/// Numbers of one chunk that already lie as we need them are kept where they are; others are copied.
template <class Out>
class NumberReader : public ColumnReader {
 public:
  NumberReader(const ArrowType& type, ColumnPlace place)
      : ColumnReader(std::move(place), role_of<Out>(type)), type_(type) {}

 protected:
  virtual void fill(const void* buffer, Rows rows, Marks marks, std::span<Out> out) = 0;
  /// True when the buffer is an array of Out.
  virtual bool same_layout() const { return false; }
  const ArrowType& type() const { return type_; }

 private:
  void read(Held<ArrowArray>& array, Rows rows, Marks marks) final {
    const void* buffer = buffer_of(*array, 1, true, place().text());
    if (kept_) {
      values_.append(kept_view_.data(), kept_view_.size());
      kept_.reset();
    }
    const bool aligned = reinterpret_cast<std::uintptr_t>(buffer) % alignof(Out) == 0;
    if (same_layout() && aligned && rows.first == 0 && marks.empty() && values_.size() == 0) {
      kept_view_ = {static_cast<const Out*>(buffer), static_cast<std::size_t>(rows.count)};
      kept_ = std::make_shared<Held<ArrowArray>>(std::move(array));
    } else {
      fill(buffer, rows, marks, values_.more(rows.count));
    }
  }
  Data data() final {
    if (kept_) return Buffer<Out>(std::move(kept_), kept_view_);
    const auto [owner, values] = values_.take();
    return Buffer<Out>(owner, values);
  }

  ArrowType type_;
  Growing<Out> values_;
  std::shared_ptr<Held<ArrowArray>> kept_;
  std::span<const Out> kept_view_;
};

class WholeReader final : public NumberReader<Index> {
  using NumberReader::NumberReader;
  bool same_layout() const override { return type().width == 8 && type().is_signed; }
  void fill(const void* buffer, Rows rows, Marks marks, std::span<Index> out) override {
    const bool is_signed = type().is_signed;
    switch (type().width) {
      case 1:
        return is_signed ? copy<std::int8_t>(buffer, rows, marks, out) : copy<std::uint8_t>(buffer, rows, marks, out);
      case 2:
        return is_signed ? copy<std::int16_t>(buffer, rows, marks, out) : copy<std::uint16_t>(buffer, rows, marks, out);
      case 4:
        return is_signed ? copy<std::int32_t>(buffer, rows, marks, out) : copy<std::uint32_t>(buffer, rows, marks, out);
      default:
        return is_signed ? copy<std::int64_t>(buffer, rows, marks, out) : large(buffer, rows, marks, out);
    }
  }
  void large(const void* buffer, Rows rows, Marks marks, std::span<Index> out) const {
    each<std::uint64_t>(buffer, rows, marks, out, [&](std::uint64_t value, Index i) {
      if (value > static_cast<std::uint64_t>(std::numeric_limits<Index>::max()))
        throw InvalidArgument(std::to_string(value), row(i), "a whole number of at most 9223372036854775807");
      return static_cast<Index>(value);
    });
  }
};

class BooleanReader final : public NumberReader<Index> {
  using NumberReader::NumberReader;
  void fill(const void* buffer, Rows rows, Marks marks, std::span<Index> out) override {
    const Bits bits{static_cast<const std::uint8_t*>(buffer), rows.first};
    for (Index i = 0; i < rows.count; ++i) {
      const Index yes = valid(marks, i) && bits[i];
      out[static_cast<std::size_t>(i)] = yes;
    }
  }
};

class FloatingReader final : public NumberReader<double> {
  using NumberReader::NumberReader;
  bool same_layout() const override { return type().width == 8; }
  void fill(const void* buffer, Rows rows, Marks marks, std::span<double> out) override {
    if (type().width == 2)
      each<std::uint16_t>(buffer, rows, marks, out, [](std::uint16_t bits, Index) { return from_half(bits); });
    else if (type().width == 4)
      copy<float>(buffer, rows, marks, out);
    else
      copy<double>(buffer, rows, marks, out);
  }
};

/// 128 bits in the order of this machine, as far as they are a number of 64 bits.
struct Wide {
  std::uint64_t words[2];
};

std::optional<Index> narrow(Wide value) {
  const bool little = std::endian::native == std::endian::little;
  const auto low = static_cast<Index>(value.words[little ? 0 : 1]);
  const auto high = static_cast<Index>(value.words[little ? 1 : 0]);
  return high == (low < 0 ? -1 : 0) ? std::optional(low) : std::nullopt;
}

/// The decimal rounded once.
double scaled(Index digits, int scale) {
  const std::string text = std::to_string(digits) + 'e' + std::to_string(-scale);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

template <class Out>
class DecimalReader final : public NumberReader<Out> {
  using NumberReader<Out>::NumberReader;
  void fill(const void* buffer, Rows rows, Marks marks, std::span<Out> out) override {
    const auto convert = [&](Index digits) -> Out {
      if constexpr (std::is_same_v<Out, Index>)
        return digits;
      else
        return scaled(digits, this->type().scale);
    };
    const int width = this->type().width;
    if (width == 4)
      each<std::int32_t>(buffer, rows, marks, out, [&](std::int32_t digits, Index) { return convert(digits); });
    else if (width == 8)
      each<std::int64_t>(buffer, rows, marks, out, [&](std::int64_t digits, Index) { return convert(digits); });
    else
      each<Wide>(buffer, rows, marks, out, [&](Wide value, Index i) {
        const auto digits = narrow(value);
        if (!digits) throw InvalidArgument("a decimal number of more than 18 digits", this->row(i), "at most 18");
        return convert(*digits);
      });
  }
};

}  // namespace

std::unique_ptr<ColumnReader> make_number_reader(const ArrowType& type, ColumnPlace place) {
  if (type.kind == ArrowType::boolean) return std::make_unique<BooleanReader>(type, std::move(place));
  if (type.kind == ArrowType::floating) return std::make_unique<FloatingReader>(type, std::move(place));
  if (type.kind == ArrowType::whole) return std::make_unique<WholeReader>(type, std::move(place));
  if (type.scale == 0) return std::make_unique<DecimalReader<Index>>(type, std::move(place));
  return std::make_unique<DecimalReader<double>>(type, std::move(place));
}

}  // namespace werdegang::inline v0::detail
