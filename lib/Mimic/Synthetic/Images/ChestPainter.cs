using Mimic.Native;

namespace Mimic.Synthetic.Images;

/// <summary>
/// Paints frontal and lateral chest radiographs from findings: bright is dense. Only additions, multiplications, divisions and
/// square roots are used, so that the pixels are the same on every machine.
/// </summary>
internal static class ChestPainter
{
    /// <summary>Paints a frontal picture (the patient's right is on the left).</summary>
    public static GreyImage Frontal(ChestFindings f, int width, int height, bool portable, SeededRandom random)
    {
        var pixels = new byte[width * height];
        var a = f.Anatomy;
        var noise = new Grain(random, portable ? 5.5 : 4.0);
        var shift = (a.Tilt + (0.02 * random.NextNormal())) * (portable ? 1.6 : 1);
        var exposure = (3 * random.NextNormal()) + (8 * a.Density);
        var heart = f.HeartRatio * a.Width;
        for (var row = 0; row < height; row++)
        {
            var y = (row + 0.5) / height;
            for (var column = 0; column < width; column++)
            {
                var x = ((2 * (column + 0.5) / width) - 1) - shift;
                pixels[(row * width) + column] = Clamp(FrontalTone(f, a, x, y, heart) + exposure + noise.Next());
            }
        }

        Devices(f, pixels, width, height);
        return new(width, height, pixels);
    }

    /// <summary>Paints a lateral picture: the spine at the right, the heart in front.</summary>
    public static GreyImage Lateral(ChestFindings f, int width, int height, SeededRandom random)
    {
        var pixels = new byte[width * height];
        var noise = new Grain(random, 4.5);
        var a = f.Anatomy;
        var effusion = Math.Max(f.EffusionLeft, f.EffusionRight);
        for (var row = 0; row < height; row++)
        {
            var y = (row + 0.5) / height;
            for (var column = 0; column < width; column++)
            {
                var x = (2 * (column + 0.5) / width) - 1;
                var lung = Edge(1 - Square((x - 0.02) / 0.74) - Square((y - 0.5) / 0.42), 0.25);
                var floor = a.Diaphragm - 0.05 + (0.16 * x) + (0.1 * Square(x - 0.1)) - (0.25 * effusion * Edge(x - 0.1, 0.4));
                lung *= 1 - Edge(y - floor, 0.05);
                var heart = Edge(1 - Square((x + 0.28) / (0.22 + (0.5 * f.HeartRatio))) - Square((y - 0.6) / 0.2), 0.35);
                var spine = Edge(0.16 - Math.Abs(x - 0.62 + (0.22 * Square(y - 0.45))), 0.08) * (0.75 + (0.25 * Wave((y * 15)
                    + a.RibPhase)));
                var tone = 165 - (100 * lung * (1 - (0.5 * f.Edema)));
                tone += (45 * heart * lung) + (40 * spine) + (6 * lung * Wave((y * 11) + (x * 1.8) + a.RibPhase));
                tone *= Edge(1.02 - Math.Abs(x), 0.2);
                pixels[(row * width) + column] = Clamp(tone + (6 * a.Density) + noise.Next());
            }
        }

        return new(width, height, pixels);
    }

    private static double FrontalTone(ChestFindings f, ChestAnatomy a, double x, double y, double heartWidth)
    {
        var right = x < 0;
        var side = Math.Abs(x);
        var fromTop = (y - a.LungTop) / (a.Diaphragm - a.LungTop);

        // The lung: narrow at the top, wide at the floor, with the floor a dome.
        var outer = a.Width * (0.42 + (0.58 * Math.Sqrt(Math.Clamp(fromTop, 0, 1)))) * 0.93;
        var inner = 0.09 + (0.05 * Square(fromTop - 0.5));
        var middle = (outer + inner) / 2;
        var dome = a.Diaphragm + (right ? -0.025 : 0.015) + (0.16 * Square(side - (0.5 * a.Width)));
        var effusion = right ? f.EffusionRight : f.EffusionLeft;

        // Fluid stands higher at the side than in the middle: the meniscus.
        var floor = dome - (effusion * (0.10 + (0.42 * Square(side / a.Width))));
        var lung = Edge(outer - side, 0.07) * Edge(side - inner, 0.05) * Edge(y - a.LungTop, 0.05);
        var air = lung * (1 - Edge(y - floor, 0.025 + (0.05 * effusion)));

        var ribs = Wave((9.5 * (y + (0.16 * Square(side - 0.25)))) + a.RibPhase);
        var lungTone = 44 + (8 * fromTop) + (22 * ribs * ribs);
        lungTone += 30 / (1 + (40 * Square(side - 0.2)) + (60 * Square(y - 0.45)));
        lungTone += Hazes(f, side, right, y, middle, fromTop);

        var heart = Heart(x, y - (a.Diaphragm - 0.13), heartWidth);
        var vessels = Edge(1 - Square((x - 0.02) / 0.16) - Square((y - 0.36) / 0.26), 0.6);
        var knob = Edge(1 - Square((x - 0.13) / 0.1) - Square((y - 0.31) / 0.06), 0.9);
        var spine = Edge(0.085 - side, 0.04) * (0.8 + (0.2 * Wave(y * 17)));

        var body = Edge(1.0 - side + (0.08 * (y - 0.5)), 0.16) * Edge(y + 0.06 - (0.24 * Square(Math.Max(0, side - 0.25))), 0.07);
        var tissue = 150 + (22 * Edge(y - dome, 0.04)) + (12 * ribs * ribs * Edge(outer + 0.12 - side, 0.08));
        var tone = tissue + ((lungTone - tissue) * air);
        tone += (182 - tone) * Math.Max(heart * 0.92, 1 - ((1 - (vessels * 0.6)) * (1 - (knob * 0.5))));
        tone += 26 * spine;
        tone += 34 * Collarbone(side, y, a.LungTop);
        tone -= 50 * Edge(0.045 - side, 0.03) * Edge(0.33 - y, 0.06);
        return 6 + ((tone - 6) * body);
    }

    // Two thirds of the heart lie left of the spine: the left ventricle leans outwards to its tip, the right atrium bulges less.
    // Height from its middle, downwards; both forms run softly into each other and into the lung.
    private static double Heart(double x, double fromMiddle, double width)
    {
        var left = 1 - Square((x - (0.42 * width) - (0.5 * fromMiddle)) / (0.78 * width)) - Square((fromMiddle - 0.02) / 0.19);
        var right = 1 - Square((x + (0.08 * width)) / (0.58 * width)) - Square(fromMiddle / 0.17);
        return 1 - ((1 - Edge(left, 0.7)) * (1 - Edge(right, 0.7)));
    }

    private static double Hazes(ChestFindings f, double side, bool right, double y, double middle, double fromTop)
    {
        // Fluid in the lung gathers around the hila, then fills the lower zones.
        var hilum = 1 / (1 + (9 * Square(side - 0.18)) + (14 * Square(y - 0.46)));
        var haze = f.Edema * ((70 * hilum) + (34 * Math.Clamp(fromTop, 0, 1)));
        if (f.Opacity > 0.15 && right == f.OpacityOnRight)
        {
            // It fades out without a border.
            var from = (Square(side - middle) / 0.07) + (Square(y - 0.34 - (0.3 * f.OpacityHeight)) / (0.01 + (0.015 * f.Opacity)));
            haze += 85 * f.Opacity / (1 + Square(from));
        }

        if (f.Mass && right != f.OpacityOnRight)
        {
            haze += 80 * Edge(1 - ((Square(side - middle) + Square((y - 0.32) * 1.8)) / 0.012), 1.1);
        }

        return Math.Min(haze, 118);
    }

    private static double Collarbone(double side, double y, double lungTop) =>
        Edge(0.016 - Math.Abs(y - lungTop - 0.005 + (0.11 * side)), 0.014) * Edge(side - 0.1, 0.05) * Edge(0.85 - side, 0.1);

    private static void Devices(ChestFindings f, byte[] pixels, int width, int height)
    {
        if (f.Tube)
        {
            Draw(pixels, width, height, 0.002, 0.0, 0.004, 0.32, 1, 232);
        }

        if (f.Line)
        {
            Draw(pixels, width, height, -0.30, 0.02, -0.13, 0.22, 0, 238);
            Draw(pixels, width, height, -0.13, 0.22, -0.11, 0.48, 0, 238);
        }

        if (f.Pacemaker)
        {
            for (var k = 0; k < 9; k++)
            {
                Draw(pixels, width, height, 0.50, 0.17 + (k * 0.009), 0.64, 0.165 + (k * 0.009), 1, 248);
            }

            Draw(pixels, width, height, 0.50, 0.2, 0.10, 0.34, 0, 240);
            Draw(pixels, width, height, 0.10, 0.34, 0.16, 0.72, 0, 240);
        }
    }

    private static void Draw(byte[] pixels, int width, int height, double x0, double y0, double x1, double y1, int thick, byte tone)
    {
        const int Steps = 400;
        for (var i = 0; i <= Steps; i++)
        {
            var x = (int)((x0 + ((x1 - x0) * i / Steps) + 1) / 2 * width);
            var y = (int)((y0 + ((y1 - y0) * i / Steps)) * height);
            for (var d = 0; d <= thick; d++)
            {
                if (x + d >= 0 && x + d < width && y >= 0 && y < height)
                {
                    pixels[(y * width) + x + d] = tone;
                }
            }
        }
    }

    private static double Square(double v) => v * v;

    // 0 below, 1 above the edge, smooth over the given width around it.
    private static double Edge(double v, double width)
    {
        var t = Math.Clamp((v / width) + 0.5, 0, 1);
        return t * t * (3 - (2 * t));
    }

    // A wave of period 1 between 0 and 1, from parabolas.
    private static double Wave(double t)
    {
        var u = t - Math.Floor(t);
        return u < 0.5 ? 16 * u * (0.5 - u) * 1 : 0;
    }

    private static byte Clamp(double tone) => (byte)Math.Clamp((int)(tone + 0.5), 0, 255);

    /// <summary>The grain of the film: nearly normal noise, four bytes of the generator for each pixel.</summary>
    private sealed class Grain(SeededRandom random, double deviation)
    {
        // The sum of four uniform bytes has a standard deviation of 147.8.
        private readonly double _scale = deviation / 147.8;
        private ulong _bits;
        private bool _half;

        public double Next()
        {
            _bits = _half ? _bits >> 32 : random.NextBits();
            _half = !_half;
            return _scale * ((int)((_bits & 255) + ((_bits >> 8) & 255) + ((_bits >> 16) & 255) + ((_bits >> 24) & 255)) - 510);
        }
    }
}
