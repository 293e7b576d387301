// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Copying

@Suite("複製・印刷の表")
struct CopyingSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try CopyingSchema.migrations()
    }
}
