// SQLite with its memory looked after and its errors thrown.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "werdegang/core/id.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace werdegang::inline v0::detail {

class Database {
 public:
  enum class Mode { read, create };
  /// Throws FormatError; `name` is what messages call the file.
  Database(const std::filesystem::path& path, Mode mode, std::string name);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql);
  [[noreturn]] void fail() const;
  [[noreturn]] void fail(const std::string& message) const;
  sqlite3* handle() const { return handle_; }

 private:
  std::string name_;
  sqlite3* handle_ = nullptr;
};

/// One prepared statement; parameters and columns are counted from 0.
class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int at, Index value);
  void bind(int at, double value);
  /// The text must live until the next step.
  void bind(int at, std::string_view text);
  void bind_blob(int at, std::string_view bytes);
  void bind_null(int at);
  /// True while there is a row.
  bool step();
  /// For the next row of parameters.
  void restart();

  bool is_null(int at) const;
  bool is_integer(int at) const;
  bool is_number(int at) const;
  Index integer(int at) const;
  double number(int at) const;
  std::string_view text(int at) const;

 private:
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// A name as SQL takes it, in double quotes.
std::string sql_name(std::string_view name);

}  // namespace werdegang::inline v0::detail
