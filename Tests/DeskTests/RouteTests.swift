import HTTPTypes
import Testing

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

@Suite("画面の道")
struct RouteTests {
    @Test("どの道も、操作を名乗るか、個人の情報に触れない")
    func addressesAreUnique() {
        let all = Route.allCases.map { "\($0.definition.method.rawValue) \($0.definition.path)" }
        #expect(Set(all).count == all.count)
    }
}
