#pragma once

namespace tines_mock {

/// Opens /dev/null on each of the descriptors 0, 1 and 2 that is closed. Otherwise a file or socket
/// that is opened later gets such a number, and with it the output to stdout or stderr. Writing to
/// a descriptor opened here fails, as it does on a closed one. Call it first in `main`, since it
/// changes the whole process. Exits with 2 when /dev/null cannot be opened.
void open_standard_streams();

}  // namespace tines_mock
