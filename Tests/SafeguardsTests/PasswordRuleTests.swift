// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Safeguards

@Suite("パスワードの決まり")
struct PasswordRuleTests {
    let rule = PasswordRule(contextWords: ["見本市", "mihonshi", "hagukumi"])

    @Test(
        "弱いパスワードは理由を言って断る",
        arguments: [
            ("", .tooShort), ("14characters-x", .tooShort),
            (String(repeating: "長い言葉", count: 65), .tooLong),
            ("passwordpassword", .common), ("Password123456789!", .common),
            ("qwertyuiop12345", .common), ("admin!!!!!!!!!!!!!!", .common),
            ("hagukumihagukumi", .personal), ("k901-mihonshi-k901", .personal),
            ("見本市子ども福祉課窓口の窓口の見本市", .personal), ("見本花子見本花子見本花子見本花子", .personal),
            ("zzzzzzzzzzzzzzzzzz", .trivial), ("ababababababababab", .trivial),
            ("hijklmnopqrstuvwxyz", .trivial),
        ] as [(String, PasswordWeakness)])
    func weak(password: String, expected: PasswordWeakness) {
        #expect(rule.weakness(of: password, officer: "k901", name: "見本花子") == expected)
    }

    @Test(
        "15文字以上の言葉の並びは、記号や数字がなくても受け入れる",
        arguments: [
            "あさひ まつば しらなみ つばめ", "correct horse battery staple", "kawa no mukou ni hi ga noboru",
        ])
    func strong(password: String) {
        #expect(rule.weakness(of: password, officer: "k901", name: "見本花子") == nil)
    }

    @Test("全角と半角の同じ文字は同じパスワードとして合う")
    func folding() throws {
        let hash = try PasswordHash.make("ｋａｗａ no mukou ni")
        #expect(PasswordHash.verify("kawa no mukou ni", hash))
        #expect(!PasswordHash.verify("kawa no mukou n", hash))
        #expect(!PasswordHash.verify("", hash))
    }
}
