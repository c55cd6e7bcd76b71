#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP messages as values. Nothing here knows a socket.
namespace tines_mock {

/// Header lines in the order in which they came; names compare without regard to case (RFC 9110).
class Headers {
 public:
  using Line = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Line> lines) : lines_(lines) {}

  /// The first value of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  void add(std::string name, std::string value);
  /// Replaces every line of that name by one.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);

  bool empty() const { return lines_.empty(); }
  std::size_t size() const { return lines_.size(); }
  auto begin() const { return lines_.begin(); }
  auto end() const { return lines_.end(); }
  friend bool operator==(const Headers&, const Headers&) = default;

 private:
  std::vector<Line> lines_;
};

struct Request {
  std::string method = "GET";  ///< upper case, as it came
  std::string target = "/";    ///< path and query, as it came: not decoded
  Headers headers = {};
  std::string body = {};
  std::string remote_address = "127.0.0.1";  ///< the peer's IP address, without its port
  std::string scheme = "http";               ///< "http" or "https", as the client connected
};

/// How the bytes of an answer ended, as the client sees it.
enum class Ending {
  complete,  ///< the whole answer
  closed,    ///< a regular end (FIN) before the whole answer
  reset,     ///< a reset (RST) before the whole answer
  stalled,   ///< nothing more came, and the connection stayed open
  pending    ///< of a journal entry: the answer is not over yet
};

struct Response {
  int status = 200;  ///< 0: no complete answer, see `ending`
  Headers headers = {};
  std::string body = {};
  Ending ending = Ending::complete;
};

}  // namespace tines_mock
