// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Jobs

@Suite("業務暦の表")
struct JobsSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try JobsSchema.migrations()
    }
}
