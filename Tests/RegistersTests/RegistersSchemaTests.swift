// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Registers

@Suite("安全管理台帳の表")
struct RegistersSchemaTests {
    @Test("番号のついた移行が読める")
    func readable() throws {
        _ = try RegistersSchema.migrations()
    }
}
