// SPDX-License-Identifier: Apache-2.0
import Dispatch
public import Entitlement
import Foundation
import Glibc
import Press
import Vocabulary

/// Draws papers with the programs of poppler-utils, each in a process of its own with a limit of time
/// and of what it may say; the bytes go in by standard input and lie nowhere on the way.
public struct PopplerPress: PaperPress {
    private let folder: String
    private let seconds: Int
    /// Pixels an inch of what is drawn and of what is kept of a blacked-out paper.
    private static let resolution = 150
    private static let mostPages = 200
    private static let mostBytes = 60_000_000

    public init(folder: String = "/usr/bin", seconds: Int = 30) {
        self.folder = folder
        self.seconds = seconds
    }

    public func pages(_ bytes: [UInt8], _ media: PaperMedia) throws -> Int {
        switch media {
        case .png:
            guard BurntPages.isPicture(bytes) else { throw CaseRefusal.unreadablePaper }
            return 1
        case .jpeg:
            _ = try page(1, of: bytes, media)
            return 1
        case .pdf:
            let said = try run("pdfinfo", ["-"], bytes)
            let line = String(decoding: said, as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix("Pages:") }
            guard let count = line?.split(separator: " ").last.flatMap({ Int($0) }),
                (1...Self.mostPages).contains(count)
            else { throw CaseRefusal.unreadablePaper }
            return count
        }
    }

    public func page(
        _ number: Int, of bytes: [UInt8], _ media: PaperMedia
    ) throws -> [UInt8] {
        switch media {
        case .png:
            guard number == 1, BurntPages.isPicture(bytes) else {
                throw CaseRefusal.unreadablePaper
            }
            return bytes
        case .jpeg:
            guard number == 1, let wrapped = PictureDocument.pdf(jpeg: bytes) else {
                throw CaseRefusal.unreadablePaper
            }
            return try draw(1, wrapped)
        case .pdf: return try draw(number, bytes)
        }
    }

    public func burn(
        _ areas: [BlackArea], into bytes: [UInt8], _ media: PaperMedia
    ) throws -> [UInt8] {
        let count = try pages(bytes, media)
        guard areas.allSatisfy({ $0.page <= count }) else { throw CaseRefusal.wrongArea }
        let pictures = try (1...count).map { try page($0, of: bytes, media) }
        let black = Dictionary(grouping: areas) { $0.page - 1 }.mapValues { places in
            places.map {
                BurntPages.Place(
                    left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom)
            }
        }
        return try BurntPages.pdf(
            pictures, resolution: Double(Self.resolution), black: black)
    }

    private func draw(_ number: Int, _ pdf: [UInt8]) throws -> [UInt8] {
        let page = String(number)
        let png = try run(
            "pdftoppm",
            [
                "-png", "-r", String(Self.resolution), "-f", page, "-l", page, "-singlefile",
                "-hide-annotations", "-",
            ], pdf)
        guard BurntPages.isPicture(png) else { throw CaseRefusal.unreadablePaper }
        return png
    }

    private func run(_ program: String, _ arguments: [String], _ input: [UInt8]) throws -> [UInt8] {
        let path = "\(folder)/\(program)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CaseRefusal.noRenderer
        }
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["LC_ALL": "C", "PATH": "/nonexistent"]
        let (sending, receiving) = (Pipe(), Pipe())
        process.standardInput = sending
        process.standardOutput = receiving
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { throw CaseRefusal.noRenderer }
        let limit = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: limit)
        DispatchQueue.global().async {
            try? sending.fileHandleForWriting.write(contentsOf: Data(input))
            try? sending.fileHandleForWriting.close()
        }
        var said: [UInt8] = []
        while let piece = try? receiving.fileHandleForReading.read(upToCount: 1 << 16),
            !piece.isEmpty
        {
            said.append(contentsOf: piece)
            guard said.count <= Self.mostBytes else {
                process.terminate()
                break
            }
        }
        ended.wait()
        limit.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw CaseRefusal.unreadablePaper
        }
        return said
    }
}

/// A PDF of one page that shows a JPEG as it is, so that one program draws everything.
enum PictureDocument {
    static func pdf(jpeg bytes: [UInt8]) -> [UInt8]? {
        guard let frame = frame(of: bytes) else { return nil }
        let space = frame.components == 1 ? "/DeviceGray" : "/DeviceRGB"
        // A page as large as the picture at 150 pixels an inch.
        let width = frame.width * 72 / 150
        let height = frame.height * 72 / 150
        let drawing = "q \(width) 0 0 \(height) 0 0 cm /P Do Q"
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        func object(_ text: String, _ stream: [UInt8]? = nil) {
            offsets.append(file.count)
            file += Array("\(offsets.count) 0 obj\n\(text)\n".utf8)
            if let stream {
                file += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8)
            }
            file += Array("endobj\n".utf8)
        }
        object("<< /Type /Catalog /Pages 2 0 R >>")
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        object(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents 4 0 R "
                + "/Resources << /XObject << /P 5 0 R >> >> >>")
        object("<< /Length \(drawing.utf8.count) >>", Array(drawing.utf8))
        object(
            "<< /Type /XObject /Subtype /Image /Width \(frame.width) /Height \(frame.height) "
                + "/ColorSpace \(space) /BitsPerComponent 8 /Filter /DCTDecode "
                + "/Length \(bytes.count) >>", bytes)
        let table = file.count
        file += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            let zeros = String(repeating: "0", count: max(0, 10 - digits.count))
            file += Array("\(zeros)\(digits) 00000 n \n".utf8)
        }
        file += Array(
            "trailer << /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
                .utf8)
        return file
    }

    /// Width, height and components of the frame header (SOF); `nil` for what this does not draw.
    private static func frame(
        of bytes: [UInt8]
    ) -> (width: Int, height: Int, components: Int)? {
        var index = 2
        while index + 9 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            let length = Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
            switch marker {
            case 0xC0, 0xC1, 0xC2:
                let height = Int(bytes[index + 5]) << 8 | Int(bytes[index + 6])
                let width = Int(bytes[index + 7]) << 8 | Int(bytes[index + 8])
                let components = Int(bytes[index + 9])
                guard width > 0, height > 0, components == 1 || components == 3 else { return nil }
                return (width, height, components)
            case 0xFF: index += 1
            case 0xDA, 0xD9: return nil
            default:
                guard length >= 2 else { return nil }
                index += 2 + length
            }
        }
        return nil
    }
}
