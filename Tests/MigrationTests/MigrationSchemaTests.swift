// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Migration

@Suite("移行の表")
struct MigrationSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try MigrationSchema.migrations()
    }
}
