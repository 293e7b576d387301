// SPDX-License-Identifier: Apache-2.0
import Support
import Testing

@testable import Entitlement

@Suite("受付経路")
struct ChannelTests {
    @Test("受付経路は窓口・郵送・電子・職権だけで、メールや媒体の言葉は読まない", .measure("R-27"))
    func closedList() {
        #expect(
            ApplicationChannel.allCases.map(\.wording).sorted()
                == ["窓口", "郵送", "電子", "職権"].sorted())
        for other in ["メール", "FAX", "電話", "USB", "フラッシュメモリ", "電子記録媒体", "専用線", ""] {
            #expect(ApplicationChannel(wording: other) == nil, "\(other)")
        }
    }
}
