#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP messages as values.
namespace tines_mock {

/// Header lines in the order in which they were received or added. Names are compared without
/// regard to case (RFC 9110).
class Headers {
 public:
  using Line = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Line> lines) : lines_(lines) {}

  /// The value of the first line with that name; empty when there is none. Valid until the headers
  /// change.
  std::optional<std::string_view> find(std::string_view name) const;
  void add(std::string name, std::string value);
  /// Removes every line with that name and adds this one.
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
  std::string method = "GET";  ///< as in the request line, in upper case
  std::string target = "/";    ///< path and query, percent-encoded
  Headers headers = {};
  std::string body = {};
  std::string remote_address = "127.0.0.1";  ///< the client's IP address, without a port
  std::string scheme = "http";               ///< "http" or "https"
};

/// How a response ended for the client.
enum class Ending {
  complete,  ///< all of it was sent
  closed,    ///< the connection was closed (FIN) before the end
  reset,     ///< the connection was reset (RST) before the end
  stalled,   ///< no more was sent, and the connection stayed open
  pending    ///< it has not ended yet (only in a journal entry)
};

struct Response {
  int status = 200;  ///< 0: the client got no complete response, see `ending`
  Headers headers = {};
  std::string body = {};
  Ending ending = Ending::complete;
};

}  // namespace tines_mock
