#include "sqlite.hpp"

#include <sqlite3.h>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

Database::Database(const std::filesystem::path& path, Mode mode, std::string name) : name_(std::move(name)) {
  const int flags = mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const auto text = path.u8string();
  const int code = sqlite3_open_v2(reinterpret_cast<const char*>(text.c_str()), &handle_,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
  if (code == SQLITE_OK) return;
  const std::string why = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
  sqlite3_close(handle_);
  throw FormatError(name_, 0, why);
}

Database::~Database() { sqlite3_close(handle_); }

void Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::fail() const {
  if (sqlite3_errcode(handle_) == SQLITE_NOTADB) fail("is no GeoPackage");
  if (sqlite3_errcode(handle_) == SQLITE_CORRUPT) fail("is damaged: " + std::string(sqlite3_errmsg(handle_)));
  fail(sqlite3_errmsg(handle_));
}

void Database::fail(const std::string& message) const { throw FormatError(name_, 0, message); }

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &handle_, nullptr) != SQLITE_OK) database.fail();
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::bind(int at, Index value) { sqlite3_bind_int64(handle_, at + 1, value); }

void Statement::bind(int at, double value) { sqlite3_bind_double(handle_, at + 1, value); }

void Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(handle_, at + 1, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_blob(int at, std::string_view bytes) {
  sqlite3_bind_blob64(handle_, at + 1, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void Statement::bind_null(int at) { sqlite3_bind_null(handle_, at + 1); }

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail();
  return code == SQLITE_ROW;
}

void Statement::restart() { sqlite3_reset(handle_); }

bool Statement::is_null(int at) const { return sqlite3_column_type(handle_, at) == SQLITE_NULL; }

bool Statement::is_integer(int at) const { return sqlite3_column_type(handle_, at) == SQLITE_INTEGER; }

bool Statement::is_number(int at) const {
  const int type = sqlite3_column_type(handle_, at);
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

Index Statement::integer(int at) const { return sqlite3_column_int64(handle_, at); }

double Statement::number(int at) const { return sqlite3_column_double(handle_, at); }

std::string_view Statement::text(int at) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, at));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, at)))
               : std::string_view();
}

std::string sql_name(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

}  // namespace werdegang::inline v0::detail
