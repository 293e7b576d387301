// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing

@Suite("通知書の問合せ先")
struct ContactDeskTests {
    @Test(
        "どの通知書にも、長くなっても、問合せ先の名と電話が印字される", .measure("R-102"),
        arguments: [1, 2, 40])
    func onEveryLetter(paragraphs: Int) throws {
        try expectDesk(.letter(try Sample.letter(paragraphs: paragraphs)))
    }

    @Test("送付する受給資格証の台紙にも、問合せ先が印字される", .measure("R-102"))
    func onMailedCertificates() throws {
        try expectDesk(.mailedCertificate(try Sample.mailed()))
    }

    private func expectDesk(_ sheet: Sheet) throws {
        let folder = try TemporaryFolder("desk-of-letter")
        let file = folder.file("letter.pdf")
        let (pdf, _) = try PressRoom().preview([sheet], try Sample.order())
        try Data(pdf).write(to: file)
        let text = try PaperReader(file: file).characters()
        let name = Sample.desk.name.filter { !$0.isWhitespace }
        #expect(text.contains(name), "\(text)")
        #expect(text.contains(Sample.desk.phone))
    }
}
