// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Oversight

@Suite("ログの点検の表")
struct OversightSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try OversightSchema.migrations()
    }
}
