#pragma once

#include <tines_mock/http.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace tines_mock::wire {

/// The bytes of an answer, as cpp-httplib writes them. Its serialiser has one door,
/// `process_request`: the library is given a request line on a stream in memory, routes it to our
/// one handler and writes what that returns. It sees nothing that a client sent but whether the
/// method is HEAD, so nothing of that makes it decode, slice, compress or match regular
/// expressions.
///
/// Not thread-safe: a connection has its own. Making one makes the process ignore SIGPIPE, as every
/// httplib::Server does.
class AnswerWriter {
 public:
  AnswerWriter();
  ~AnswerWriter();

  /// Header lines leave as they are, but for line ends in them, lines without a proper name, and
  /// those that say how long the body is: Content-Length is the true one.
  std::string write(std::string_view method, Response response, bool keep_alive);

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace tines_mock::wire
