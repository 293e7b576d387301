// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Retention

@Suite("保存と消去の表")
struct RetentionSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try RetentionSchema.migrations()
    }
}
