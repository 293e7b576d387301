// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inquiries

@Suite("表")
struct SchemaTests {
    @Test("表の定義が読める")
    func readable() throws {
        _ = try InquiriesSchema.migrations()
    }
}
