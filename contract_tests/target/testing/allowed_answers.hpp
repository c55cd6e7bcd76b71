#pragma once

#include <string>
#include <vector>

namespace tines_mock::contract::testing {

/// An answer that HTTP/1.1 allows, byte for byte, and how it must be read.
struct Allowed {
  std::string what;
  std::string bytes;
  int status;
  std::string body;
  bool stays;  ///< the connection may be used again
  std::string method = "GET";
};

inline const std::vector<Allowed>& what_http_allows() {
  static const std::vector<Allowed> all{
      {"a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true},
      {"102 before it",
       "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}",
       true},
      {"several interim answers, with header lines",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n"
       "Content-Length: 7\r\n\r\nHTTP/1.1 199\r\n\r\nHTTP/1.1 201 Created\r\n"
       "Content-Length: 1\r\n\r\n1",
       201, "1", true},
      {"101 ends it", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", 101, "", false},
      {"chunks",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 200,
       "{}", true},
      {"chunks with extensions, capitals and zeros",
       "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
       "000A;a=b;c=\"d;e\"\r\n0123456789\r\n0a ; x\r\n\r\n23456\n89\r\n00;last\r\n\r\n",
       200, "0123456789\r\n23456\n89", true},
      {"trailers",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
       "2\r\n{}\r\n0\r\nX-Sum: 1\r\nServer-Timing: total;dur=1\r\n\r\n",
       200, "{}", true},
      {"chunks win over a length",
       "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
       "2\r\n{}\r\n0\r\n\r\n",
       200, "{}", true},
      {"neither length nor chunks: until the end", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}",
       200, "{}", false},
      {"identity as a coding",
       "HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 2\r\n\r\n{}", 200, "{}",
       true},
      {"a coding of nothing",
       "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", 200, "", true},
      {"the same length twice",
       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2, 2\r\n\r\n{}", 200, "{}", true},
      {"204 has no body, whatever its head says",
       "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 204,
       "", true},
      {"304 has none", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "", true},
      {"nor has an answer to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, "", true,
       "HEAD"},
      {"nor one in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200, "", true,
       "HEAD"},
      {"HTTP/1.0 ends with the connection", "HTTP/1.0 200 OK\r\n\r\n{}", 200, "{}", false},
      {"HTTP/1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}",
       false},
      {"HTTP/1.0 that stays",
       "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true},
      {"close among others",
       "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", false},
      {"no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true},
      {"an empty reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true},
      {"a reason of other bytes", "HTTP/1.1 404 \xc3\xa9\x80 : x\r\nContent-Length: 0\r\n\r\n", 404,
       "", true},
      {"an unknown status", "HTTP/1.1 599 X\r\nContent-Length: 0\r\n\r\n", 599, "", true},
      {"header lines without blanks, in any case, empty, with odd bytes, folded",
       "HTTP/1.1 200 OK\r\nCONTENT-LENGTH:2\r\nx:\r\nX-Y: \xff:\r\nX-Z: a\r\n \t b\r\n\r\n{}", 200,
       "{}", true},
      {"lines that end with LF alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", 200, "{}", true},
      {"bytes after the answer: the next one would be wrong",
       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}x", 200, "{}", false},
  };
  return all;
}

}  // namespace tines_mock::contract::testing
