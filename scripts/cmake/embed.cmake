# tines_mock_embed(ROOM SYMBOL FILE): the file's text becomes `const std::string_view SYMBOL` in the
# room's library, so that the executable needs no file beside it. SYMBOL is qualified
# (tines_mock::files::sample_world_json) and declared `extern` in a header of the room.
function(tines_mock_embed room symbol file)
  string(REGEX MATCH "^(.*)::([^:]*)$" _ "${symbol}")
  set(namespace ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  file(READ ${file} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include <string_view>
namespace @namespace@ {
extern const std::string_view @name@;
const std::string_view @name@ = R"embedded(@text@)embedded";
}
]])
  target_sources(tines_mock_${room} PRIVATE ${source})
endfunction()

# The same of every file in a folder: `const std::vector<std::pair<std::string_view, std::string_view>>
# SYMBOL` of name and text, ordered by name.
function(tines_mock_embed_folder room symbol folder)
  string(REGEX MATCH "^(.*)::([^:]*)$" _ "${symbol}")
  set(namespace ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  set(texts "")
  foreach(file ${files})
    file(READ ${folder}/${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
    string(APPEND texts "{\"${file}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include <string_view>
#include <utility>
#include <vector>
namespace @namespace@ {
extern const std::vector<std::pair<std::string_view, std::string_view>> @name@;
const std::vector<std::pair<std::string_view, std::string_view>> @name@ = {
@texts@};
}
]])
  target_sources(tines_mock_${room} PRIVATE ${source})
endfunction()

# The same of several files: `const std::vector<std::string_view> SYMBOL`, in their order.
function(tines_mock_embed_all room symbol)
  string(REGEX MATCH "^(.*)::([^:]*)$" _ "${symbol}")
  set(namespace ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  set(texts "")
  foreach(file ${ARGN})
    file(READ ${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(APPEND texts "R\"embedded(${text})embedded\",\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include <string_view>
#include <vector>
namespace @namespace@ {
extern const std::vector<std::string_view> @name@;
const std::vector<std::string_view> @name@ = {
@texts@};
}
]])
  target_sources(tines_mock_${room} PRIVATE ${source})
endfunction()
