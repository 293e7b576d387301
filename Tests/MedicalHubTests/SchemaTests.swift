// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import MedicalHub

@Suite("表")
struct SchemaTests {
    @Test("表の定義が読める")
    func readable() throws {
        _ = try MedicalHubSchema.migrations()
    }
}
