// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("受給資格証の印刷")
struct CertificateTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    private func printed(_ sheets: [Sheet]) throws -> PaperReader {
        let file = folder.file("certificate.pdf")
        _ = try room.print(sheets, to: file.path, try Sample.order())
        return PaperReader(file: file)
    }

    @Test("証の項目を文字として読み出せる")
    func readable() throws {
        let text = try printed([.mailedCertificate(try Sample.mailed())]).characters()
        for words in [
            "こども医療費受給資格証", "81119992", "9012345", "カツシカショウ", "令和6年2月5日", "男",
            "中央町一丁目23番地45", "令和7年4月1日から令和24年3月31日まで", "通院", "入院", "見本市長", "000123-1",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test("番号は1桁ずつ枠の中に立つ")
    func boxes() throws {
        let words = try printed([.mailedCertificate(try Sample.mailed())]).words()
        let digits = words.filter { $0.text.count == 1 && $0.text.allSatisfy(\.isNumber) }
        #expect(digits.map(\.text).joined().hasPrefix("811199929012345"))
        for (digit, next) in zip(digits, digits.dropFirst()).prefix(7) {
            let step = (next.left + next.right - digit.left - digit.right) / 2 * 25.4 / 72
            #expect(abs(step - 7) < 0.3)
        }
    }

    @Test("1枚に2人分を刷れるのは同じ受給資格者のときだけ")
    func twoUp() throws {
        let first = Sample.certificate()
        let sibling = Sample.certificate(name: "葛󠄂飾　空", recipientNumber: "9012346")
        let reader = try printed([.cards(try CertificateCards(first, sibling))])
        let text = try reader.characters()
        #expect(text.contains("9012345") && text.contains("9012346"))
        let stranger = Sample.certificate(recipient: "R-2")
        #expect(throws: PressRefusal.twoRecipients) { try CertificateCards(first, stranger) }
        #expect(throws: PressRefusal.twoRecipients) {
            try Sample.mailed(certificate: stranger)
        }
    }

    @Test(
        "長い氏名や住所は小さくするか折り返し、落とさない",
        arguments: [
            "見本　ジェイコブ　アレクサンダー　マクシミリアン", "Maximilian Alexander Johannes von Mihon-Sample",
            "葛󠄂飾　寿限無寿限無五劫の擦り切れ",
        ])
    func long(name: String) throws {
        let certificate = Sample.certificate(
            name: name,
            lines: [
                "見本県見本市大字見本字見本原千二百三十四番地の五十六　見本ニュータウン第三期", "グランドメゾン見本中央公園サウスタワー 2304号室",
            ])
        let reader = try printed([.cards(try CertificateCards(certificate))])
        let text = try reader.characters()
        let wanted = String(
            String.UnicodeScalarView(name.unicodeScalars.filter { !$0.properties.isWhitespace }))
        #expect(text.utf8.contains(wanted.utf8) || wanted.allSatisfy { text.contains($0) })
        #expect(text.contains("2304号室"))
        let card = (left: 31.0, right: 179.0)
        for word in try reader.words() where !word.text.contains("検証") {
            #expect(word.left * 25.4 / 72 >= card.left && word.right * 25.4 / 72 <= card.right)
        }
    }

    @Test("受給資格証の文字の位置は見本と同じ")
    func golden() throws {
        let found = try printed([.mailedCertificate(try Sample.mailed())]).golden()
        let outcome = try Golden.compare(found, with: "certificate.bbox.txt")
        #expect(outcome == .same || outcome == .recorded, "\(outcome)")
    }
}
