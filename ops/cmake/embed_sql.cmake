# hotline_embed_sql(target): every db/queries/<area>/<name>.sql becomes sql::<area>::kName in "sql/<area>.hpp", and every
# db/migrations/NNNN_name.sql a row of sql::kMigrations in "sql/migrations.hpp".
function(hotline_embed_sql target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/db/queries/*.sql ${CMAKE_SOURCE_DIR}/db/migrations/*.sql)
  set(out ${CMAKE_BINARY_DIR}/generated/sql)
  set(stamp ${out}/sql.stamp)
  # Named, so that what includes a header is built again in the same run in which it changes.
  set(headers ${out}/sql/migrations.hpp)
  file(GLOB areas RELATIVE ${CMAKE_SOURCE_DIR}/db/queries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/db/queries/*)
  foreach(area ${areas})
    list(APPEND headers ${out}/sql/${area}.hpp)
  endforeach()
  add_custom_command(
    OUTPUT ${stamp}
    BYPRODUCTS ${headers}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR}/db -DOUT=${out}/sql -P ${CMAKE_SOURCE_DIR}/ops/cmake/embed_sql_run.cmake
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/ops/cmake/embed_sql_run.cmake
    COMMENT "embed SQL")
  add_custom_target(${target}_sql DEPENDS ${stamp})
  add_dependencies(${target} ${target}_sql)
  target_include_directories(${target} SYSTEM PUBLIC ${out})
endfunction()
