#include "inflate.hpp"

#include <array>

namespace werdegang::inline v0::detail {
namespace {

constexpr int longest_code = 15;

/// Bits of a stream, the lowest of each byte first. Behind the end there are zeros, and `spent` is true.
class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}

  unsigned take(int count) {
    while (filled_ < count) {
      const unsigned byte = at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_]) : 0u;
      spent_ = spent_ || at_ >= bytes_.size();
      ++at_;
      buffer_ |= static_cast<std::uint64_t>(byte) << filled_;
      filled_ += 8;
    }
    const auto value = static_cast<unsigned>(buffer_ & ((std::uint64_t{1} << count) - 1));
    buffer_ >>= count;
    filled_ -= count;
    return value;
  }
  void to_byte() { take(filled_ % 8); }
  bool spent() const { return spent_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t buffer_ = 0;
  int filled_ = 0;
  bool spent_ = false;
};

/// A canonical Huffman code, given by the lengths of its codes.
class Code {
 public:
  /// False when the lengths are more than a code can hold.
  bool build(const std::uint8_t* lengths, int symbols) {
    counts_.fill(0);
    for (int s = 0; s < symbols; ++s) ++counts_[lengths[s]];
    counts_[0] = 0;
    std::array<int, longest_code + 2> first{};
    int left = 1;
    for (int length = 1; length <= longest_code; ++length) {
      left = left * 2 - counts_[static_cast<std::size_t>(length)];
      if (left < 0) return false;
      first[static_cast<std::size_t>(length) + 1] =
          first[static_cast<std::size_t>(length)] + counts_[static_cast<std::size_t>(length)];
    }
    for (int s = 0; s < symbols; ++s)
      if (lengths[s] != 0) symbols_[static_cast<std::size_t>(first[lengths[s]]++)] = static_cast<std::uint16_t>(s);
    return true;
  }

  /// The next symbol, -1 when the bits are no code.
  int read(Bits& bits) const {
    int code = 0, first = 0, index = 0;
    for (int length = 1; length <= longest_code; ++length) {
      const int count = counts_[static_cast<std::size_t>(length)];
      code |= static_cast<int>(bits.take(1));
      if (code - count < first) return symbols_[static_cast<std::size_t>(index + code - first)];
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    return -1;
  }

 private:
  std::array<int, longest_code + 1> counts_{};
  std::array<std::uint16_t, 288> symbols_{};
};

constexpr std::array<std::uint16_t, 29> length_base = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                       31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> length_bits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distance_base = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                                         33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                                         1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> distance_bits = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                                        6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
constexpr std::array<std::uint8_t, 19> order_of_lengths = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                           11, 4,  12, 3, 13, 2, 14, 1, 15};
constexpr int end_of_block = 256;

class Inflation {
 public:
  Inflation(std::string_view packed, std::size_t size, std::string& result)
      : bits_(packed), size_(size), result_(result) {}

  bool run() {
    result_.clear();
    result_.reserve(size_);
    for (bool last = false; !last;) {
      last = bits_.take(1) != 0;
      const unsigned kind = bits_.take(2);
      const bool whole = kind == 0 ? stored() : kind == 1 ? fixed() : kind == 2 && dynamic();
      if (!whole || bits_.spent()) return false;
    }
    return result_.size() == size_;
  }

 private:
  bool stored() {
    bits_.to_byte();
    const unsigned length = bits_.take(16), complement = bits_.take(16);
    if (length != (~complement & 0xffffu) || length > size_ - result_.size()) return false;
    for (unsigned i = 0; i < length && !bits_.spent(); ++i) result_ += static_cast<char>(bits_.take(8));
    return true;
  }

  bool fixed() {
    std::array<std::uint8_t, 288> lengths{};
    for (std::size_t s = 0; s < lengths.size(); ++s) lengths[s] = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
    std::array<std::uint8_t, 30> distances{};
    distances.fill(5);
    return literals_.build(lengths.data(), 288) && distances_.build(distances.data(), 30) && block();
  }

  bool dynamic() {
    const int literals = static_cast<int>(bits_.take(5)) + 257, distances = static_cast<int>(bits_.take(5)) + 1;
    const int codes = static_cast<int>(bits_.take(4)) + 4;
    if (literals > 286 || distances > 30) return false;
    std::array<std::uint8_t, 320> lengths{};
    for (int c = 0; c < codes; ++c)
      lengths[order_of_lengths[static_cast<std::size_t>(c)]] = static_cast<std::uint8_t>(bits_.take(3));
    Code of_lengths;
    if (!of_lengths.build(lengths.data(), 19)) return false;
    lengths.fill(0);
    if (!read_lengths(of_lengths, lengths.data(), literals + distances)) return false;
    return lengths[end_of_block] != 0 && literals_.build(lengths.data(), literals) &&
           distances_.build(lengths.data() + literals, distances) && block();
  }

  bool read_lengths(const Code& code, std::uint8_t* lengths, int count) {
    for (int at = 0; at < count;) {
      const int symbol = code.read(bits_);
      if (symbol < 0 || bits_.spent()) return false;
      if (symbol < 16) {
        lengths[at++] = static_cast<std::uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && at == 0) return false;
      const std::uint8_t value = symbol == 16 ? lengths[at - 1] : 0;
      int repeat = symbol == 16   ? 3 + static_cast<int>(bits_.take(2))
                   : symbol == 17 ? 3 + static_cast<int>(bits_.take(3))
                                  : 11 + static_cast<int>(bits_.take(7));
      if (at + repeat > count) return false;
      while (repeat-- > 0) lengths[at++] = value;
    }
    return true;
  }

  bool block() {
    for (;;) {
      const int symbol = literals_.read(bits_);
      if (symbol < 0 || bits_.spent()) return false;
      if (symbol == end_of_block) return true;
      if (symbol < end_of_block) {
        if (result_.size() == size_) return false;
        result_ += static_cast<char>(symbol);
      } else if (!copy(static_cast<std::size_t>(symbol - end_of_block - 1))) {
        return false;
      }
    }
  }

  bool copy(std::size_t symbol) {
    if (symbol >= length_base.size()) return false;
    const std::size_t length = length_base[symbol] + bits_.take(length_bits[symbol]);
    const int code = distances_.read(bits_);
    if (code < 0 || code >= 30) return false;
    const std::size_t distance =
        distance_base[static_cast<std::size_t>(code)] + bits_.take(distance_bits[static_cast<std::size_t>(code)]);
    if (distance > result_.size() || length > size_ - result_.size()) return false;
    for (std::size_t i = 0; i < length; ++i) result_ += result_[result_.size() - distance];
    return true;
  }

  Bits bits_;
  std::size_t size_;
  std::string& result_;
  Code literals_, distances_;
};

}  // namespace

bool inflate(std::string_view packed, std::size_t size, std::string& result) {
  return Inflation(packed, size, result).run();
}

std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> values{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      values[i] = i;
      for (int bit = 0; bit < 8; ++bit) values[i] = values[i] & 1 ? 0xedb88320u ^ (values[i] >> 1) : values[i] >> 1;
    }
    return values;
  }();
  std::uint32_t crc = 0xffffffffu;
  for (const char c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xff] ^ (crc >> 8);
  return crc ^ 0xffffffffu;
}

}  // namespace werdegang::inline v0::detail
